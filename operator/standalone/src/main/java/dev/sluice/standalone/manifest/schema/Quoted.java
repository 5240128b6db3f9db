package dev.sluice.standalone.manifest.schema;

/** A user's own text inside a message: quoted, on one line, and never long enough to hide the message. */
final class Quoted {
    private static final int MAX_LENGTH = 64;

    private Quoted() {}

    static String of(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        return '"' + (oneLine.length() > MAX_LENGTH ? oneLine.substring(0, MAX_LENGTH) + "..." : oneLine) + '"';
    }
}
