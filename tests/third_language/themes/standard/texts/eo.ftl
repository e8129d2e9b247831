# Words of pages in Esperanto, for tests.
skip-to-content = Saltu al la enhavo
language-name = Esperanto
yes = jes
no = ne
