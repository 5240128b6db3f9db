package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.simulation.model.Impairment;
import dev.sluice.simulation.node.AnvilNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Ethereum node behind every provider: what it says arrives unchanged, whatever happens to a provider. */
class EthereumAnswersTest {
    private static final String ACCOUNT = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private static AnvilNode node;
    private static QuickstartWorld world;
    private static SluiceProcess sluice;

    @BeforeAll
    static void start() throws Exception {
        node = AnvilNode.start();
        world = new QuickstartWorld(options -> options.withRelay(node.uri()));
        sluice = SluiceProcess.run(world.folder);
    }

    @AfterAll
    static void stop() {
        sluice.close();
        world.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x0\",true]",
                "\"method\":\"eth_getBalance\",\"params\":[\"" + ACCOUNT + "\",\"0x0\"]",
                "\"method\":\"eth_getProof\",\"params\":[\"" + ACCOUNT + "\",[\"0x0\"],\"0x0\"]",
                "\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x0\",\"toBlock\":\"0x0\"}]",
                "\"method\":\"eth_getTransactionByHash\",\"params\":[\"0x0000000000000000000000000000000000000000000000000000000000000001\"]",
                "\"method\":\"eth_getCode\",\"params\":[\"" + ACCOUNT + "\",\"0x0\"]",
                "\"method\":\"eth_chainId\",\"params\":[]",
                "\"method\":\"net_version\",\"params\":[]",
                "\"method\":\"web3_clientVersion\",\"params\":[]",
                "\"method\":\"web3_sha3\",\"params\":[\"0x68656c6c6f\"]",
                "\"method\":\"eth_call\",\"params\":[{\"data\":\"0x60006000fd\"},\"0x0\"]",
                "\"method\":\"eth_noSuchMethod\",\"params\":[]",
                "\"method\":\"eth_getBalance\",\"params\":[\"no address\",\"latest\"]",
                "\"method\":\"eth_sendRawTransaction\",\"params\":[\"0x00\"]"
            })
    void answersAreTheNodesOwnBytes(String call) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":\"a-1\"," + call + "}";

        HttpResponse<String> direct = post(node.uri(), body);
        HttpResponse<String> through = post(gateway(), body);

        assertEquals(direct.body(), through.body());
        assertEquals(direct.statusCode(), through.statusCode());
    }

    @Test
    void batchesArriveInOrder() throws IOException {
        String batch = "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_noSuchMethod\",\"params\":[]},"
                + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"net_version\",\"params\":[]}]";

        assertEquals(post(node.uri(), batch).body(), post(gateway(), batch).body());
    }

    @Test
    void aTransactionSentThroughTheGatewayIsMined() throws IOException {
        String sent = post(
                        gateway(),
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendTransaction\",\"params\":[{\"from\":\""
                                + ACCOUNT
                                + "\",\"to\":\"0x00000000000000000000000000000000000000aa\",\"value\":\"0x1\"}]}")
                .body();
        assertTrue(sent.contains("\"result\":\"0x"), sent);
        String hash = sent.replaceAll("(?s).*\"result\":\"(0x[0-9a-f]{64})\".*", "$1");

        Await.until("it is mined", Duration.ofSeconds(60), () -> {
            try {
                return post(
                                gateway(),
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getTransactionReceipt\",\"params\":[\""
                                        + hash + "\"]}")
                        .body()
                        .contains("\"status\":\"0x1\"");
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void answersStayRightWhileAProviderFailsEveryThirdRequest() throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x0\",false]}";
        String right = post(node.uri(), body).body();
        world.aws.setFault(Impairment.errors(333_333, 502));
        world.depin.setFault(Impairment.rpcErrors(333_333));
        try {
            for (int i = 0; i < 300; i++) {
                assertEquals(right, post(gateway(), body).body());
            }
        } finally {
            world.aws.clearFault();
            world.depin.clearFault();
        }
    }

    private static URI gateway() {
        return URI.create("http://127.0.0.1:" + world.gatewayPort + "/eth");
    }

    private static HttpResponse<String> post(URI to, String body) throws IOException {
        return SluiceProcess.send(HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build());
    }
}
