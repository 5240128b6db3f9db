package dev.sluice.server.kubernetes;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Single objects of one namespace, followed through outages of the API server. A watcher hears the present state first, then
 * each change, on any thread; null means that the object does not exist, silence that nobody knows.
 */
interface ObjectWatches extends AutoCloseable {
    void secret(String name, Consumer<@Nullable Map<String, byte[]>> watcher);

    void configMap(String name, Consumer<@Nullable Map<String, String>> watcher);

    @Override
    void close();
}
