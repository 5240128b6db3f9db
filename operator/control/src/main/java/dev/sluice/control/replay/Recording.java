package dev.sluice.control.replay;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Reading;
import dev.sluice.control.metrics.Exposition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The last hour of readings of all Gateways, every {@link #INTERVAL_MILLIS}, at most {@link #MOST_BYTES}; the oldest go first. Each
 * is a line of JSON and a gzip member of its own, so that all of them in a row are one gzip file. A Gateway with more than {@link
 * #MOST_CELLS} combinations of key and provider is not recorded: writing that down would take the time of planning.
 */
public final class Recording {
    public static final long INTERVAL_MILLIS = 5_000;
    public static final long LENGTH_MILLIS = 3_600_000;
    static final long MOST_BYTES = 32L * 1024 * 1024;
    static final int MOST_CELLS = 5_000;

    private final ContractCodec codec = new ContractCodec();
    private final Deque<Member> members = new ArrayDeque<>();
    private final Map<String, Reader> readers = new HashMap<>();
    private long bytes;
    private long leftOut;

    private record Member(long atMillis, byte[] line) {}

    /** @param dueMillis of the next reading; @param windows newest recorded window by process, as numbered from its start */
    private record Reader(long dueMillis, Map<String, Long> windows) {}

    /** Takes note where it is time for it. On the control thread. */
    public synchronized void offer(String gateway, List<Observation> newest, long nowMillis) {
        Reader reader = readers.getOrDefault(gateway, new Reader(nowMillis, Map.of()));
        if (newest.isEmpty() || nowMillis < reader.dueMillis) {
            return;
        }
        Map<String, Long> windows = new HashMap<>();
        if (newest.stream().mapToInt(each -> each.traffic().size()).sum() > MOST_CELLS) {
            leftOut++;
        } else {
            List<Observation> fresh = newest.stream()
                    .map(each -> fresh(each, reader.windows, windows))
                    .toList();
            add(new Member(nowMillis, line(new Reading(gateway, nowMillis, fresh))));
        }
        readers.put(gateway, new Reader(nowMillis + INTERVAL_MILLIS, windows));
        readers.values().removeIf(each -> nowMillis - each.dueMillis > LENGTH_MILLIS);
    }

    private void add(Member member) {
        members.addLast(member);
        bytes += member.line.length;
        while (bytes > MOST_BYTES || member.atMillis - members.getFirst().atMillis > LENGTH_MILLIS) {
            bytes -= members.removeFirst().line.length;
        }
    }

    private static Observation fresh(Observation each, Map<String, Long> before, Map<String, Long> after) {
        String process = each.reporter() + "/" + each.startedAtMillis();
        long known = before.getOrDefault(process, -1L);
        after.put(
                process,
                each.traffic().stream()
                        .flatMap(traffic -> traffic.latency().stream())
                        .mapToLong(LatencyWindow::number)
                        .reduce(known, Math::max));
        return each.with(
                each.traffic().stream()
                        .map(traffic -> traffic.with(newer(traffic.latency(), known)))
                        .toList(),
                List.<ClientTraffic>of());
    }

    private static List<LatencyWindow> newer(List<LatencyWindow> windows, long known) {
        return windows.stream().filter(window -> window.number() > known).toList();
    }

    private byte[] line(Reading reading) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(codec.write(reading));
            gzip.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    /** Everything that is kept, as one gzip file; empty before the first reading. */
    public synchronized byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) bytes);
        members.forEach(each -> out.writeBytes(each.line));
        return out.toByteArray();
    }

    /** What is kept and what was not, in Prometheus' text format. */
    public synchronized String metrics() {
        Exposition out = new Exposition();
        out.gauge("sluice_recording_bytes", "Compressed size of the readings kept for previews.");
        out.gauge("sluice_recording_seconds", "How far back the readings kept for previews reach.");
        out.counter("sluice_recording_left_out_total", "Readings that were too large to be kept.");
        out.add("sluice_recording_bytes", bytes);
        out.add(
                "sluice_recording_seconds",
                members.isEmpty() ? 0 : (members.getLast().atMillis - members.getFirst().atMillis) / 1e3);
        out.add("sluice_recording_left_out_total", leftOut);
        return out.text();
    }
}
