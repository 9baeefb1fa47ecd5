namespace Conformance.Scenarios.Rules;

/// <summary>Equality of octets, for tables of bodies. The hash samples both ends: bodies of one list differ there or nowhere.</summary>
internal sealed class SameOctets : IEqualityComparer<ReadOnlyMemory<byte>>
{
    private const int Sampled = 64;

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> octets)
    {
        var hash = new HashCode();
        hash.Add(octets.Length);
        hash.AddBytes(octets.Span[..Math.Min(Sampled, octets.Length)]);
        hash.AddBytes(octets.Span[^Math.Min(Sampled, octets.Length)..]);
        return hash.ToHashCode();
    }
}
