package dev.sluice.server.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Posts to a collector, by the JDK's plainest client: it is called once a second, by one thread that may wait. */
final class OtlpSender {
    private static final int MOST_MILLIS = 5_000;
    private static final String PATH = "/v1/traces";

    private final URI target;

    /** @param collector its base, as OTEL_EXPORTER_OTLP_ENDPOINT has it */
    OtlpSender(URI collector) {
        String base = collector.toString();
        target = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
    }

    /** @return the status of the answer @throws IOException where there is none */
    int send(String json) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(MOST_MILLIS);
        connection.setReadTimeout(MOST_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setDoOutput(true);
        connection.setRequestProperty("content-type", "application/json");
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (answer != null) {
            // Read, so that the connection serves again.
            try (answer) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }
}
