"""The nouns of dateline: frozen values, standard library only, one file each."""
