package dev.sluice.engine.match;

import org.jspecify.annotations.Nullable;

/** A request's head as the engine sees it. Implemented by the server over its own request object, without copying. */
public interface RequestView {

    /** In upper case. */
    String method();

    /** In lower case, without port; {@code ""} where the request named none. */
    String host();

    /** In the form of {@link dev.sluice.engine.http.RequestPath}, without query; starts with {@code /}. */
    String path();

    /** The address of the connection it came by, without port; {@code ""} where there is none. */
    String source();

    /** The first value of a header, or null. */
    @Nullable
    String header(String lowerCaseName);

    /** The first, decoded value of a query parameter, or null. */
    @Nullable
    String query(String name);
}
