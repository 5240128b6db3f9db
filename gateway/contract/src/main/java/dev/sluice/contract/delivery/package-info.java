/**
 * How the contract's records travel through the Kubernetes API: what stands in which Secret and ConfigMap of a Gateway. The
 * operator writes them, gateway pods read them. Pure functions over the objects' data; no Kubernetes client is known here.
 *
 * <pre>
 * Secret    edge-snapshot-0   schema, gateway, epoch, revision, bytes, digests, part     written last
 * Secret    edge-snapshot-1   epoch, revision, part                                      and so on up to 7, as needed
 * Secret    edge-snapshot-delta   epoch, revision, digest, delta: what changed since       written alone, most often
 * Secret    edge-credentials  credentials                                                written before the snapshot that needs them
 * ConfigMap edge-plan         plan, renewal
 * </pre>
 */
@NullMarked
package dev.sluice.contract.delivery;

import org.jspecify.annotations.NullMarked;
