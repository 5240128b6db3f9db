package dev.sluice.control.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final PlanKey KEY = new PlanKey("ns/p", "ns/pool", "default");

    private final Recording recording = new Recording();

    @Test
    void isOneFileOfLinesFromOldestToNewest() throws Exception {
        recording.offer("ns/a", List.of(observation(1_000, 1, 2)), 1_000);
        recording.offer("ns/b", List.of(observation(2_000, 1, 2)), 2_000);
        recording.offer("ns/a", List.of(observation(3_000, 2, 3)), 3_000);
        recording.offer("ns/a", List.of(observation(6_000, 2, 3, 4)), 6_000);

        List<Reading> read = read();

        assertEquals(
                List.of("ns/a", "ns/b", "ns/a"),
                read.stream().map(Reading::gateway).toList());
        assertEquals(
                List.of(1_000L, 2_000L, 6_000L),
                read.stream().map(Reading::atMillis).toList());
    }

    @Test
    void aWindowIsWrittenDownOnce() throws Exception {
        recording.offer("ns/a", List.of(observation(0, 1, 2)), 0);
        recording.offer("ns/a", List.of(observation(5_000, 1, 2, 3, 4)), 5_000);

        assertEquals(List.of(3L, 4L), windows(read().getLast()));
    }

    @Test
    void whatIsOlderThanAnHourIsLetGo() throws Exception {
        for (long at = 0; at <= Recording.LENGTH_MILLIS + 60_000; at += Recording.INTERVAL_MILLIS) {
            recording.offer("ns/a", List.of(observation(at, 1)), at);
        }

        assertEquals(60_000, read().getFirst().atMillis());
        assertTrue(recording.metrics().contains("sluice_recording_seconds 3600.0\n"), recording.metrics());
    }

    @Test
    void staysWithinItsBytes() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] sketch = new byte[400_000];
        for (int i = 0; i < 120; i++) {
            random.nextBytes(sketch);
            long at = i * Recording.INTERVAL_MILLIS;
            recording.offer("ns/a", List.of(observation(at, new LatencyWindow(i, 1, sketch.clone()))), at);
        }

        int size = recording.file().length;
        assertTrue(size <= Recording.MOST_BYTES && size > Recording.MOST_BYTES * 0.9, size + " bytes");
    }

    @Test
    void aGatewayThatIsTooLargeIsCountedInstead() {
        List<Traffic> much = IntStream.rangeClosed(0, Recording.MOST_CELLS)
                .mapToObj(i -> new Traffic(KEY, "ns/" + i, 1, 1, 1, Map.of(), 0, List.of()))
                .toList();

        recording.offer("ns/a", List.of(observation(0, 1).with(much, List.of())), 0);

        assertEquals(0, recording.file().length);
        assertTrue(recording.metrics().contains("sluice_recording_left_out_total 1.0\n"));
    }

    private List<Reading> read() throws Exception {
        List<Reading> readings = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(recording.file())), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                readings.add(new ContractCodec().readReading(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return readings;
    }

    private static List<Long> windows(Reading reading) {
        return reading.observations().getFirst().traffic().getFirst().latency().stream()
                .map(LatencyWindow::number)
                .toList();
    }

    private static Observation observation(long atMillis, long... windows) {
        return observation(
                atMillis,
                LongStream.of(windows)
                        .mapToObj(number -> new LatencyWindow(number, 1, new byte[] {1}))
                        .toArray(LatencyWindow[]::new));
    }

    private static Observation observation(long atMillis, LatencyWindow... windows) {
        Traffic traffic = new Traffic(KEY, "ns/a", 1, 1, 1, Map.of(), 0, List.of(windows));
        return new Observation(
                "ns/a", "pod", 0, atMillis, 1, 1, 1, 1, true, null, List.of(traffic), List.of(), List.of());
    }
}
