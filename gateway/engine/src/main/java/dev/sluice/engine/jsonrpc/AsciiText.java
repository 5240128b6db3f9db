package dev.sluice.engine.jsonrpc;

/** Compares parts of a body with words in ASCII, without making strings. */
final class AsciiText {

    private AsciiText() {}

    static boolean hasEscape(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    static boolean equals(byte[] b, int from, int to, String word) {
        return to - from == word.length() && startsWith(b, from, to, word);
    }

    static boolean startsWith(byte[] b, int from, int to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean equalsIgnoreCase(byte[] b, int from, int to, String lowerCaseWord) {
        return to - from == lowerCaseWord.length() && startsWithIgnoreCase(b, from, lowerCaseWord);
    }

    static boolean containsIgnoreCase(byte[] b, int from, int to, String lowerCaseWord) {
        for (int i = from; i + lowerCaseWord.length() <= to; i++) {
            if (startsWithIgnoreCase(b, i, lowerCaseWord)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithIgnoreCase(byte[] b, int from, String lowerCaseWord) {
        for (int i = 0; i < lowerCaseWord.length(); i++) {
            int c = b[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lowerCaseWord.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
