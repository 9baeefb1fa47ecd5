namespace Conformance.Bench.Fuzzing;

/// <summary>One way to read hostile bytes.</summary>
/// <param name="Name">Shown in results.</param>
/// <param name="Seeds">Good input to damage.</param>
/// <param name="Read">Must return whatever the bytes are; what it throws is a defect.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read);
