"""The JavaScript runner, asked in Node: it says what the interpreter says, word by word."""
