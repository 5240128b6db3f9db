package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.load.CallMix;
import dev.sluice.simulation.load.LoadGenerator;
import dev.sluice.simulation.load.LoadOptions;
import dev.sluice.simulation.load.LoadReport;
import dev.sluice.simulation.load.Pace;
import dev.sluice.simulation.model.Impairment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Load for a long time while providers come and go, manifests change and clients misbehave: no request is lost, and at the end the
 * process holds what it held when it was warm. {@code -Dsluice.soak.seconds=600} for the long form.
 */
class SoakTest {
    private static final long SECONDS = Long.getLong("sluice.soak.seconds", 40);
    private static final int CLIENTS = 8;
    private static final int ROUND = 600;
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void losesNoRequestAndKeepsNothing() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.runWithWholeHeap(world.folder)) {
            AtomicLong answered = new AtomicLong();
            LoadOptions load = LoadOptions.to(
                            URI.create("http://127.0.0.1:" + world.gatewayPort + "/eth"), new Pace.ClosedLoop(CLIENTS))
                    .withMix(CallMix.reads())
                    .withLongest(Duration.ofHours(2))
                    .withTimeout(Duration.ofSeconds(60));
            LoadGenerator.Running running =
                    new LoadGenerator(world.vertx).start(load, second -> answered.addAndGet(second.requests()));
            long start = System.nanoTime();
            Footprint warm = null;
            int rounds = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
                disturb(world, answered, rounds++);
                if (warm == null && System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS) / 3) {
                    warm = Footprint.of(sluice.pid());
                }
            }
            running.stop();
            LoadReport report = running.await();
            Footprint first = warm;
            Await.until(
                    "connections of clients that left are closed",
                    Duration.ofSeconds(60),
                    () -> Footprint.files(sluice.pid()) <= first.files() + CLIENTS,
                    () -> Footprint.files(sluice.pid()) + " open files, " + first.files() + " when warm");
            Footprint last = Footprint.of(sluice.pid());

            System.out.printf(
                    "figure: soak of %d s, %d rounds: %d of %d requests failed; warm %s, at the end %s%n",
                    SECONDS, rounds, report.failed(), report.requests(), first, last);
            assertEquals(0, report.failed(), () -> String.join("\n", report.examples()));
            assertTrue(report.requests() >= (long) rounds * ROUND, "there was load");
            assertTrue(last.heap() - first.heap() < 16 * MEBIBYTE, () -> "heap: " + first + ", then " + last);
            assertTrue(last.beside() - first.beside() < 64 * MEBIBYTE, () -> "memory: " + first + ", then " + last);
        }
    }

    private static void disturb(QuickstartWorld world, AtomicLong answered, int round) throws IOException {
        switch (round % 4) {
            case 0 -> {
                world.aws.stopListening();
                await(answered, ROUND);
                world.aws.listen();
            }
            case 1 -> {
                world.metal.setFault(Impairment.errors(500_000, 503));
                await(answered, ROUND);
                world.metal.clearFault();
            }
            case 2 -> {
                for (int i = 0; i < 3; i++) {
                    world.write("route.yaml", ConfigChurnTest.marked(round + i));
                    await(answered, ROUND / 3);
                }
            }
            default -> {
                leave(world.gatewayPort);
                await(answered, ROUND);
            }
        }
    }

    private static void await(AtomicLong answered, int more) {
        long before = answered.get();
        Await.until("requests go on", Duration.ofSeconds(60), () -> answered.get() >= before + more);
    }

    /** Clients that break off in the head, in the body, and before the answer. */
    private static void leave(int port) throws IOException {
        String whole = "POST /eth HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}";
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Socket client = new Socket("127.0.0.1", port);
            client.setSoLinger(i % 2 == 0, 0);
            OutputStream out = client.getOutputStream();
            int length = i % 3 == 0 ? 20 : i % 3 == 1 ? whole.length() - 10 : whole.length();
            out.write(whole.substring(0, length).getBytes(StandardCharsets.US_ASCII));
            clients.add(client);
        }
        for (Socket client : clients) {
            client.close();
        }
    }
}
