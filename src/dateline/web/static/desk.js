// What is better with a script: nothing here is needed to read, ask or judge.
