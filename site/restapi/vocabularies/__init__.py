"""Lists of words to choose from: those that every site has, those of models' fields, those that apps register."""
