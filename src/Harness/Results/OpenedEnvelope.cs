namespace Conformance.Harness.Results;

/// <summary>What an S/MIME envelope held (RFC 3851 3.3).</summary>
/// <param name="Note">How it stands with the layers inside, such as <c>signed by CN=Bob</c>; empty where there are none.</param>
/// <param name="Bytes">The MIME entity that was encrypted, header fields included.</param>
public sealed record OpenedEnvelope(string Note, ReadOnlyMemory<byte> Bytes);
