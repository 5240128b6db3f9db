package dev.sluice.server.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An API server of a few objects, as watches show it. A silent one takes watches and says nothing. */
final class FakeApi implements ObjectWatches {
    private final Map<String, Map<String, byte[]>> secrets = new HashMap<>();
    private final Map<String, Map<String, String>> maps = new HashMap<>();
    private final Map<String, List<Consumer<@Nullable Map<String, byte[]>>>> secretWatchers = new HashMap<>();
    private final Map<String, List<Consumer<@Nullable Map<String, String>>>> mapWatchers = new HashMap<>();
    private boolean silent;
    boolean closed;

    static FakeApi silent() {
        FakeApi api = new FakeApi();
        api.silent = true;
        return api;
    }

    synchronized TreeSet<String> watched() {
        TreeSet<String> names = new TreeSet<>(secretWatchers.keySet());
        names.addAll(mapWatchers.keySet());
        return names;
    }

    /** It returns, and every watch shows what there is now. */
    synchronized void answer() {
        silent = false;
        secretWatchers.forEach((name, all) -> all.forEach(w -> w.accept(secrets.get(name))));
        mapWatchers.forEach((name, all) -> all.forEach(w -> w.accept(maps.get(name))));
    }

    synchronized void putSecret(String name, Map<String, byte[]> data) {
        secrets.put(name, data);
        if (!silent) {
            secretWatchers.getOrDefault(name, List.of()).forEach(w -> w.accept(data));
        }
    }

    synchronized void deleteSecret(String name) {
        secrets.remove(name);
        if (!silent) {
            secretWatchers.getOrDefault(name, List.of()).forEach(w -> w.accept(null));
        }
    }

    synchronized void putMap(String name, Map<String, String> data) {
        maps.put(name, data);
        if (!silent) {
            mapWatchers.getOrDefault(name, List.of()).forEach(w -> w.accept(data));
        }
    }

    @Override
    public synchronized void secret(String name, Consumer<@Nullable Map<String, byte[]>> watcher) {
        secretWatchers.computeIfAbsent(name, n -> new ArrayList<>()).add(watcher);
        if (!silent) {
            watcher.accept(secrets.get(name));
        }
    }

    @Override
    public synchronized void configMap(String name, Consumer<@Nullable Map<String, String>> watcher) {
        mapWatchers.computeIfAbsent(name, n -> new ArrayList<>()).add(watcher);
        if (!silent) {
            watcher.accept(maps.get(name));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
