package dev.sluice.e2e.operator.load;

import java.nio.charset.StandardCharsets;

/**
 * One idempotent request, and what a right answer holds.
 *
 * @param path it is for
 * @param body JSON to post; empty for a GET
 * @param expected in the body of a right answer
 */
public record Call(String path, String body, String expected) {

    /** What simulated providers of plain HTTP echo. */
    public static Call get(String path) {
        return new Call(path, "", "\"provider\"");
    }

    public static Call blockNumber(String path) {
        return new Call(
                path, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}", "\"result\"");
    }

    byte[] bytes(String host) {
        String head = (body.isEmpty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nhost: " + host + "\r\n"
                + (body.isEmpty() ? "" : "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n");
        return (head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
