package dev.sluice.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** One HTTP/2 connection, frame by frame, with nothing that would keep a client from being wrong. */
final class Http2Wire implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int HAS_PRIORITY = 32;

    private static final String[] ERRORS = {
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
        "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED"
    };

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    /** @param type of the frame; @param stream it is about; @param payload without the head */
    record Frame(int type, int flags, int stream, byte[] payload) {
        int number(int at) {
            return (payload[at] & 0xff) << 24
                    | (payload[at + 1] & 0xff) << 16
                    | (payload[at + 2] & 0xff) << 8
                    | payload[at + 3] & 0xff;
        }

        boolean is(int other, int flag) {
            return type == other && (flags & flag) == flag;
        }
    }

    /** Connects and says nothing. What is not read fills a small buffer soon. */
    Http2Wire(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(10_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects, and both sides have told their settings. */
    static Http2Wire open(int port) throws IOException {
        Http2Wire wire = new Http2Wire(port);
        wire.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").frame(SETTINGS, 0, 0);
        Frame frame = wire.read();
        while (!frame.is(SETTINGS, ACK)) {
            if (frame.type() == SETTINGS) {
                wire.frame(SETTINGS, ACK, 0);
            }
            frame = wire.read();
        }
        return wire;
    }

    Http2Wire raw(String bytes) throws IOException {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Http2Wire frame(int type, int flags, int stream, byte... payload) throws IOException {
        return send(bytes(type, flags, stream, payload));
    }

    /** The same frame many times, in large pieces. */
    Http2Wire frames(int times, int type, int flags, int stream, byte... payload) throws IOException {
        byte[] one = bytes(type, flags, stream, payload);
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            thousand.writeBytes(one);
        }
        for (int i = 0; i < times; i += 1_000) {
            send(thousand.toByteArray());
        }
        return this;
    }

    private static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(payload.length >> 16);
        bytes.write(payload.length >> 8);
        bytes.write(payload.length);
        bytes.write(type);
        bytes.write(flags);
        bytes.writeBytes(number(stream));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** A request's head and nothing after it. */
    Http2Wire get(int stream, String... more) throws IOException {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, head("GET", "/", more));
    }

    /** A request's head with a body to come. */
    Http2Wire post(int stream, String... more) throws IOException {
        return frame(HEADERS, END_HEADERS, stream, head("POST", "/", more));
    }

    static byte[] head(String method, String path, String... more) {
        String[] fields = new String[8 + more.length];
        System.arraycopy(
                new String[] {":method", method, ":scheme", "http", ":path", path, ":authority", "a.example"},
                0,
                fields,
                0,
                8);
        System.arraycopy(more, 0, fields, 8, more.length);
        return fields(fields);
    }

    /** Names and values in turn, as literals that nobody remembers (RFC 7541, 6.2.2). */
    static byte[] fields(String... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            bytes.write(0);
            text(bytes, fields[i]);
            text(bytes, fields[i + 1]);
        }
        return bytes.toByteArray();
    }

    private static void text(ByteArrayOutputStream to, String text) {
        if (text.length() < 127) {
            to.write(text.length());
        } else {
            to.write(127);
            int rest = text.length() - 127;
            for (; rest >= 128; rest >>= 7) {
                to.write(rest & 127 | 128);
            }
            to.write(rest);
        }
        to.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] number(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    static byte[] setting(int name, int value) {
        byte[] number = number(value);
        return new byte[] {0, (byte) name, number[0], number[1], number[2], number[3]};
    }

    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        return new Frame(type, flags, stream, in.readNBytes(length));
    }

    /** What the server did about it: {@code GOAWAY code}, {@code RST_STREAM code}, {@code HEADERS status}, {@code PONG} or {@code CLOSED}. */
    String verdict() throws IOException {
        try {
            while (true) {
                Frame frame = read();
                switch (frame.type()) {
                    case GOAWAY -> {
                        return "GOAWAY " + ERRORS[frame.number(4)];
                    }
                    case RST_STREAM -> {
                        return "RST_STREAM " + ERRORS[frame.number(0)];
                    }
                    case HEADERS -> {
                        return "HEADERS " + status(frame);
                    }
                    case PING -> {
                        if (frame.is(PING, ACK)) {
                            return "PONG";
                        }
                    }
                    default -> {}
                }
            }
        } catch (EOFException | SocketException e) {
            return "CLOSED";
        }
    }

    /** The first field of an answer is its status, of RFC 7541's table. */
    private static String status(Frame head) {
        int field = head.payload()[head.is(HEADERS, HAS_PRIORITY) ? 5 : 0] & 0xff;
        return field == 0x88 ? "200" : field == 0x8c ? "400" : "with field " + field;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Http2Wire send(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (SocketException e) {
            // It has closed already; what it said before that is still there to read.
        }
        return this;
    }
}
