package dev.sluice.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.e2e.cluster.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What Argo CD shows of our kinds, by the script users give it. */
class ArgoHealthTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();

    record Case(String name, Map<String, Object> object, Map<String, String> health) {}

    @TestFactory
    List<DynamicTest> healthOfAnObject() throws IOException {
        Case[] cases = Serialization.unmarshal(
                Files.readString(REPOSITORY.path("e2e/src/test/resources/argocd/health.yaml")), Case[].class);
        return List.of(cases).stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> assertEquals(c.health(), healthOf(c.object()))))
                .toList();
    }

    private static Map<String, String> healthOf(Map<String, Object> object) throws IOException {
        var globals = JsePlatform.standardGlobals();
        globals.set("obj", lua(object));
        LuaValue health = globals.load(Files.readString(REPOSITORY.path("charts/argocd/health.lua")), "health.lua")
                .call();
        return Map.of(
                "status", health.get("status").checkjstring(),
                "message", health.get("message").checkjstring());
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                LuaTable table = new LuaTable();
                map.forEach((key, each) -> table.set(key.toString(), lua(each)));
                yield table;
            }
            case List<?> list ->
                LuaValue.listOf(list.stream().map(ArgoHealthTest::lua).toArray(LuaValue[]::new));
            case Number number -> LuaValue.valueOf(number.doubleValue());
            case Boolean flag -> LuaValue.valueOf(flag);
            default -> LuaValue.valueOf(value.toString());
        };
    }
}
