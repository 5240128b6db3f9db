/**
 * Connections to providers: names looked up and checked, credentials put in place, one HTTP client per endpoint and event
 * loop. {@code AddressBook} and the prepared endpoints are shared and immutable or volatile; an {@code EndpointClient}
 * belongs to one event loop.
 */
@NullMarked
package dev.sluice.server.upstream;

import org.jspecify.annotations.NullMarked;
