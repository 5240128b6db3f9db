package dev.sluice.operator.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.control.view.Page;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageControllerTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Replica leader = new Replica();
    private final Replica follower = new Replica();

    @BeforeEach
    void oneLeads() {
        leader.process.leads = true;
        leader.process.leader = null;
        follower.process.leads = false;
        follower.process.leader = leader.page();
    }

    @AfterAll
    void stop() {
        leader.close();
        follower.close();
    }

    @Test
    void everyReplicaShowsThePage() throws Exception {
        for (Replica replica : new Replica[] {leader, follower}) {
            HttpResponse<String> page = replica.get("/");

            assertEquals(200, page.statusCode());
            assertEquals(Page.CONTENT_TYPE, header(page, "Content-Type"));
            assertEquals(new String(Page.html(), StandardCharsets.UTF_8), page.body());
        }
    }

    @Test
    void theLeaderAnswersInTheShapesOfTheViews() throws Exception {
        HttpResponse<String> status = leader.get("/api/v1/status");

        assertEquals(200, status.statusCode());
        assertEquals("application/json", header(status, "Content-Type"));
        assertEquals(mapper.writeValueAsString(leader.process.screen().status()), status.body());
        assertEquals(
                mapper.writeValueAsString(leader.process.screen().plan()),
                leader.get("/api/v1/plan").body());
    }

    @Test
    void anotherReplicaAsksTheLeader() throws Exception {
        HttpResponse<String> history = follower.get("/api/v1/history?since=1735689600000");

        assertEquals(200, history.statusCode());
        assertEquals("application/json", header(history, "Content-Type"));
        assertEquals(1735689600000L, leader.process.since);
        assertEquals(-1, follower.process.since);
        assertEquals(
                leader.get("/api/v1/plan").body(), follower.get("/api/v1/plan").body());
    }

    @Test
    void sinceIsMilliseconds() throws Exception {
        HttpResponse<String> answer = leader.get("/api/v1/history?since=yesterday");

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("milliseconds since 1970"), answer.body());
    }

    @Test
    void whileNobodyLeadsItSaysSo() throws Exception {
        follower.process.leader = null;

        HttpResponse<String> answer = follower.get("/api/v1/plan");

        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().startsWith("No replica leads yet"), answer.body());
    }

    @Test
    void twoThatTakeEachOtherForTheLeaderDoNotAskForEver() throws Exception {
        leader.process.leads = false;
        leader.process.leader = follower.page();

        assertEquals(503, follower.get("/api/v1/plan").statusCode());
    }

    @Test
    void aLeaderThatDoesNotAnswerIsNamed() throws Exception {
        follower.process.leader = URI.create("http://localhost:1");

        HttpResponse<String> answer = follower.get("/api/v1/plan");

        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("http://localhost:1 did not answer"), answer.body());
    }

    @Test
    void nothingHereChangesAnything() throws Exception {
        assertEquals(405, leader.send("POST", leader.page() + "/api/v1/plan").statusCode());
        assertEquals(200, leader.send("HEAD", leader.page() + "/api/v1/plan").statusCode());
    }

    @Test
    void everyAnswerKeepsThePageToItself() throws Exception {
        for (HttpResponse<String> answer : new HttpResponse[] {
            leader.get("/"), follower.get("/api/v1/plan"), leader.get("/nothing"), leader.manage("/health/liveness")
        }) {
            assertEquals(Page.CONTENT_SECURITY_POLICY, header(answer, "Content-Security-Policy"));
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertEquals("no-store", header(answer, "Cache-Control"));
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(",", answer.headers().allValues(name));
    }
}
