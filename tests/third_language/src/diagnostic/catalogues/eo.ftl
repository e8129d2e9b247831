# Findings in Esperanto, for tests.
severity-error = eraro
severity-warning = averto
severity-note = rimarko
help-name = helpo

missing-field = Mankas la kampo „{ $field }“.
