# The command line in Esperanto, for tests.
cli-command-broschur = Faras retejon kaj presaĵojn el enhavo.
cli-arg-lang = Lingvo de mesaĝoj: { $languages }
cli-wrong-command = Komando „{ $argument }“ ne ekzistas.
