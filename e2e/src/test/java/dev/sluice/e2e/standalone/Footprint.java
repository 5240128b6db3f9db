package dev.sluice.e2e.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds, its garbage collected before.
 *
 * @param heap bytes in use
 * @param beside resident bytes that are not the heap's: direct memory, threads, code
 * @param files open ones, sockets included
 */
record Footprint(long heap, long beside, long files) {
    private static final Pattern GENERATION = Pattern.compile("(?:DefNew|Tenured)\\s+total (\\d+)K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Footprint of(long pid) throws IOException {
        tell(pid, "GC.run");
        long used = 0;
        long total = 0;
        Matcher generation = GENERATION.matcher(tell(pid, "GC.heap_info"));
        while (generation.find()) {
            total += Long.parseLong(generation.group(1)) * 1024;
            used += Long.parseLong(generation.group(2)) * 1024;
        }
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        if (total == 0 || !resident.find()) {
            throw new IllegalStateException("nothing is known of process " + pid);
        }
        return new Footprint(used, Long.parseLong(resident.group(1)) * 1024 - total, files(pid));
    }

    static long files(long pid) {
        String[] open = Path.of("/proc/" + pid + "/fd").toFile().list();
        return open == null ? -1 : open.length;
    }

    @Override
    public String toString() {
        return heap / 1024 + " KiB heap, " + beside / 1024 + " KiB beside it, " + files + " files";
    }

    private static String tell(long pid, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
