package dev.sluice.operator.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.control.view.Page;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The page and its API, in the shapes that {@link dev.sluice.control.view.PlanView}, {@link dev.sluice.control.view.StatusView} and
 * {@link dev.sluice.control.view.HistoryView} show. Every replica answers: one that does not lead asks the one that does.
 */
@Controller
@Requires(beans = ScreenSource.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {
    private static final String SINCE = "since must be milliseconds since 1970, for example 1735689600000";

    private static final MediaType GZIP = MediaType.of("application/gzip");

    private final ScreenSource source;
    private final LeaderPage leader;
    // Not Micronaut's own, which leaves out what is empty.
    private final ObjectMapper mapper = new ObjectMapper();
    private final byte[] page = Page.html();

    PageController(ScreenSource source, LeaderPage leader) {
        this.source = source;
        this.leader = leader;
    }

    @Get("/")
    HttpResponse<byte[]> page() {
        return HttpResponse.ok(page).header("Content-Type", Page.CONTENT_TYPE);
    }

    @Get("/api/v1/plan")
    HttpResponse<byte[]> plan(HttpRequest<?> request) {
        return answer(request, () -> source.screen().plan());
    }

    @Get("/api/v1/status")
    HttpResponse<byte[]> status(HttpRequest<?> request) {
        return answer(request, () -> source.screen().status());
    }

    @Get("/api/v1/history")
    HttpResponse<byte[]> history(HttpRequest<?> request, @QueryValue(defaultValue = "0") String since) {
        try {
            long millis = Long.parseLong(since);
            return answer(request, () -> source.history(millis));
        } catch (NumberFormatException e) {
            return json(HttpStatus.BAD_REQUEST, Map.of("error", SINCE));
        }
    }

    @Get("/api/v1/recording")
    HttpResponse<byte[]> recording(HttpRequest<?> request) {
        return source.leads()
                ? HttpResponse.ok(source.recording()).contentType(GZIP)
                : leader.answer(source.leader(), request);
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, Supplier<Object> view) {
        return source.leads() ? json(HttpStatus.OK, view.get()) : leader.answer(source.leader(), request);
    }

    private HttpResponse<byte[]> json(HttpStatus status, Object value) {
        try {
            return HttpResponse.<byte[]>status(status)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that has no JSON form", e);
        }
    }
}
