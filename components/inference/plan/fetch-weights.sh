hf download "__repository__" --local-dir "__weights__" && touch "__weights__/__complete__"
