package dev.sluice.standalone.preview;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.Reading;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads recordings: gzip or plain lines of JSON, from a file or from the process that recorded. */
final class RecordingSource {
    private static final String PATH = "/api/v1/recording";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int GZIP_MAGIC = 0x1f;
    /** More than any recorder keeps, compressed. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private RecordingSource() {}

    /** Readings by Gateway, oldest first. @param from a file, or the address of a Sluice's page */
    static Map<String, List<Reading>> read(String from) throws PreviewException {
        byte[] bytes = from.startsWith("http://") || from.startsWith("https://") ? fetch(from) : file(from);
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        ContractCodec codec = new ContractCodec();
        int number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(plain(bytes), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Reading reading = codec.readReading(line.getBytes(StandardCharsets.UTF_8));
                readings.computeIfAbsent(reading.gateway(), none -> new ArrayList<>())
                        .add(reading);
            }
        } catch (CodecException e) {
            throw new PreviewException("%s:%d: %s".formatted(from, number, e.getMessage()));
        } catch (IOException e) {
            throw new PreviewException(
                    "%s:%d: breaks off (%s); fetch it again".formatted(from, number, e.getMessage()));
        }
        if (readings.isEmpty()) {
            throw new PreviewException(
                    from + " holds no reading yet; the process that is asked writes one down every five seconds");
        }
        return readings;
    }

    private static InputStream plain(byte[] bytes) throws IOException {
        InputStream raw = new ByteArrayInputStream(bytes);
        return bytes.length > 0 && bytes[0] == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(raw)) : raw;
    }

    private static byte[] file(String path) throws PreviewException {
        try {
            if (Files.size(Path.of(path)) > MOST_BYTES) {
                throw new PreviewException(path + " is larger than any recording");
            }
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new PreviewException("--recording " + path + " cannot be read; expected a file that " + PATH
                    + " gave, or the address of a running Sluice such as http://127.0.0.1:9901");
        }
    }

    private static byte[] fetch(String address) throws PreviewException {
        URI uri = URI.create(address.contains("/api/") ? address : address.replaceAll("/+$", "") + PATH);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new PreviewException(uri + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new PreviewException(
                    uri + " does not answer; give --recording FILE or the address of a running Sluice,"
                            + " or --scenario to look at disasters alone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PreviewException("interrupted");
        }
    }
}
