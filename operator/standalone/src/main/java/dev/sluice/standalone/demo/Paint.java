package dev.sluice.standalone.demo;

/** Colour for terminals; each meaning also has a sign or a word, so that nothing is told by colour alone. */
enum Paint {
    NONE {
        @Override
        String wrap(String code, String text) {
            return text;
        }
    },
    ANSI {
        @Override
        String wrap(String code, String text) {
            return "\033[" + code + "m" + text + "\033[0m";
        }
    };

    abstract String wrap(String code, String text);

    String bold(String text) {
        return wrap("1", text);
    }

    String good(String text) {
        return wrap("32", text);
    }

    String bad(String text) {
        return wrap("1;31", text);
    }

    String faint(String text) {
        return wrap("2", text);
    }

    String bar(String text) {
        return wrap("36", text);
    }
}
