package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.model.Impairment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Start, stop and the ways to call the command. */
class LifecycleTest {

    @Test
    void sigtermFinishesWhatIsInFlightAndExitsZero() throws Exception {
        try (QuickstartWorld world = new QuickstartWorld();
                SluiceProcess sluice = SluiceProcess.run(world.folder)) {
            SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber");
            long before = world.providers().stream()
                    .mapToLong(p -> p.served().calls("eth_gasPrice"))
                    .sum();
            world.providers().forEach(p -> p.setFault(Impairment.delayed(1_200_000_000L)));
            CompletableFuture<HttpResponse<String>> inFlight = CompletableFuture.supplyAsync(() -> {
                try {
                    return SluiceProcess.call(world.gatewayPort, "/eth", "eth_gasPrice");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            Await.until(
                    "the slow call is under way",
                    Duration.ofSeconds(30),
                    () -> world.providers().stream()
                                    .mapToLong(p -> p.served().calls("eth_gasPrice"))
                                    .sum()
                            > before);

            sluice.terminate();

            assertEquals(200, inFlight.get().statusCode());
            assertEquals(0, sluice.exitCode(Duration.ofSeconds(60)), sluice.log());
        }
    }

    @Test
    void startsFromNothingToTheFirstAnswerAndSaysHowLongItTook() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld()) {
            long start = System.nanoTime();
            try (SluiceProcess sluice = SluiceProcess.start(world.folder)) {
                Await.until(
                        "the first answer",
                        Duration.ofSeconds(60),
                        () -> {
                            try {
                                return SluiceProcess.call(world.gatewayPort, "/eth", "eth_blockNumber")
                                                .statusCode()
                                        == 200;
                            } catch (IOException notYet) {
                                return false;
                            }
                        },
                        sluice::log);
                System.out.printf(
                        "figure: start to first proxied answer %d ms (plain class path, no ahead-of-time cache)%n",
                        (System.nanoTime() - start) / 1_000_000);
            }
        }
    }

    @Test
    void validateExitsZeroForTheQuickstartAndOneWithALinePerMistake() throws IOException {
        Path examples = QuickstartWorld.EXAMPLES;
        try (SluiceProcess good = SluiceProcess.command(
                "validate", examples.resolve("quickstart.yaml").toString())) {
            assertEquals(0, good.exitCode(Duration.ofSeconds(60)), good.log());
        }
        try (SluiceProcess bad = SluiceProcess.command(
                "validate", examples.resolve("broken/unknown-class.yaml").toString())) {
            assertEquals(1, bad.exitCode(Duration.ofSeconds(60)), bad.log());
            assertTrue(bad.log().contains("unknown-class.yaml:6: Provider/x: spec.class: "), bad.log());
        }
        try (SluiceProcess misused = SluiceProcess.command("validate")) {
            assertEquals(2, misused.exitCode(Duration.ofSeconds(60)), misused.log());
        }
    }

    /** README's tour, on free ports. */
    @Test
    void providersAnswerOnTheManifestsPortsSoThatAFolderCanBeTried() throws IOException {
        Path folder = Files.createTempDirectory("sluice-tour");
        int port = SluiceProcess.freePort();
        Files.writeString(
                folder.resolve("quickstart.yaml"),
                QuickstartWorld.read(QuickstartWorld.EXAMPLES.resolve("quickstart.yaml"))
                        .replace("port: 8080", "port: " + port)
                        .replace("port: 9101", "port: " + SluiceProcess.freePort())
                        .replace("port: 9102", "port: " + SluiceProcess.freePort())
                        .replace("port: 9103", "port: " + SluiceProcess.freePort()));
        try (SluiceProcess providers = SluiceProcess.command("providers", folder.toString())) {
            Await.until(
                    "three providers answer",
                    Duration.ofSeconds(60),
                    () -> providers
                                    .log()
                                    .lines()
                                    .filter(line -> line.contains(" answers on "))
                                    .count()
                            == 3,
                    providers::log);
            try (SluiceProcess sluice = SluiceProcess.run(folder)) {
                for (int i = 0; i < 30; i++) {
                    HttpResponse<String> answer = SluiceProcess.call(port, "/eth", "eth_blockNumber");
                    assertEquals(200, answer.statusCode());
                    assertTrue(answer.body().contains("\"result\":\"0x"), answer.body());
                }
                Await.until(
                        "a plan with a reason for every provider",
                        Duration.ofSeconds(60),
                        () -> sluice.plan().findValuesAsText("reason").stream()
                                        .filter(reason -> !reason.isEmpty())
                                        .count()
                                >= 9,
                        sluice::plan);
                assertTrue(sluice.get("/").body().contains("<title>"), "the page");
            }
            providers.terminate();
            assertEquals(0, providers.exitCode(Duration.ofSeconds(60)), providers.log());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (QuickstartWorld world = new QuickstartWorld()) {
            int taken = world.metal.port();
            try (SluiceProcess noAdmin =
                    SluiceProcess.command("run", world.folder.toString(), "--admin", "127.0.0.1:" + taken)) {
                assertEquals(1, noAdmin.exitCode(Duration.ofSeconds(60)), noAdmin.log());
                assertTrue(noAdmin.log().contains(String.valueOf(taken)), noAdmin.log());
            }
            world.write("quickstart.yaml", world.quickstart().replace("port: " + world.gatewayPort, "port: " + taken));
            try (SluiceProcess noListener =
                    SluiceProcess.command("run", world.folder.toString(), "--admin", "127.0.0.1:0")) {
                assertEquals(1, noListener.exitCode(Duration.ofSeconds(60)), noListener.log());
                assertTrue(noListener.log().contains("port " + taken), noListener.log());
            }
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() throws IOException {
        Path missing = Files.createTempDirectory("sluice-none").resolve("absent");
        try (SluiceProcess sluice = SluiceProcess.command("run", missing.toString(), "--admin", "127.0.0.1:0")) {
            assertFalse(sluice.exitCode(Duration.ofSeconds(60)) == 0);
            assertTrue(sluice.log().contains("absent"), sluice.log());
        }
    }
}
