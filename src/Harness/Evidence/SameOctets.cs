namespace Conformance.Harness.Evidence;

/// <summary>Equality of octets, for tables of bodies.</summary>
public sealed class SameOctets : IEqualityComparer<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        // All of it: the copies of one list are alike at both ends, and a table in which they collide is a search.
        var hash = new HashCode();
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
