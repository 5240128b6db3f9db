/** A gateway pod's program against the API server of a real cluster, fed as an operator would feed it. */
package dev.sluice.e2e.gateway;
