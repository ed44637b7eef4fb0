"""Words, codes and knowledge as data, and one loader a file that turns them into typed values."""
