package dev.sluice.engine.score;

/** Where a process runs, in the words of its cloud. Empty strings where unknown. */
public record Place(String region, String zone) {
    public static final Place UNKNOWN = new Place("", "");
}
