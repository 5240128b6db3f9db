package dev.sluice.control.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@link #SAMPLES} samples and {@link #MOVES} moves. Written by the control loop, read by any thread. */
public final class History {
    public static final long INTERVAL_MILLIS = 1000;
    /** A quarter of an hour. */
    static final int SAMPLES = 900;

    static final int MOVES = 2000;

    private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES);
    private final Deque<Move> moves = new ArrayDeque<>();

    public synchronized void add(Sample sample) {
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    public synchronized void add(Move move) {
        if (moves.size() == MOVES) {
            moves.removeFirst();
        }
        moves.addLast(move);
    }

    /** What is newer than a moment. */
    public synchronized HistoryView since(long millis) {
        List<Sample> newer =
                samples.stream().filter(sample -> sample.atMillis() > millis).toList();
        List<Move> newerMoves =
                moves.stream().filter(move -> move.atMillis() > millis).toList();
        return new HistoryView(INTERVAL_MILLIS, newer, newerMoves);
    }
}
