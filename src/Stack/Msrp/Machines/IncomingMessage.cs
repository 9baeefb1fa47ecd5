using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>
/// One message under assembly. Octets are kept in order of arrival with a note of where they belong, so that memory follows what arrived and never
/// what was announced, chunks may come in any order, and a later arrival wins where two overlap. Chunks in sequence cost one note in all.
/// </summary>
internal sealed class IncomingMessage(MsrpMessage first, int limit)
{
    private readonly List<(long Start, int Offset, int Length)> _pieces = [];
    private readonly OctetCoverage _coverage = new();
    private byte[] _octets = [];
    private int _count;
    private int _lookedAt;
    private long _newOctets;
    private long? _total;
    private long _missing;

    /// <summary>The chunk that arrived first.</summary>
    public MsrpMessage First { get; } = first;

    /// <summary>Chunks so far.</summary>
    public int Chunks { get; private set; }

    /// <summary>It went over the size limit; its octets are gone, and what still comes is refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Takes a chunk whose first octet is octet <paramref name="start"/> of the message.</summary>
    /// <returns>False when the message is too large.</returns>
    public bool Add(long start, ReadOnlySpan<byte> octets, bool isLast)
    {
        Chunks++;
        if (IsRefused || start - 1 + octets.Length > limit || _count + (long)octets.Length > limit)
        {
            IsRefused = true;
            _octets = [];
            _pieces.Clear();
            return false;
        }

        Store(start, octets);
        if (isLast && _total is null)
        {
            // The last chunk fixes the length (RFC 4975 7.3.1); whether it comes last in time does not matter.
            _total = _missing = start - 1 + octets.Length;
        }

        return true;
    }

    /// <summary>The body when every octet up to the end is there.</summary>
    public ReadOnlyMemory<byte>? Complete()
    {
        // A look costs time in the order of what arrived since the last one, because it waits for at least as many octets as were missing then.
        if (_total is not { } total || _newOctets < _missing)
        {
            return null;
        }

        _coverage.Add(_pieces.GetRange(_lookedAt, _pieces.Count - _lookedAt).ConvertAll(piece => new OctetSpan(piece.Start, piece.Start + piece.Length - 1)));
        // The newest piece may still grow, so it is looked at again.
        _lookedAt = Math.Max(0, _pieces.Count - 1);
        _newOctets = 0;
        _missing = _coverage.Missing(total);
        return _missing == 0 ? Assemble((int)total) : (ReadOnlyMemory<byte>?)null;
    }

    private void Store(long start, ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return;
        }

        if (_octets.Length - _count < octets.Length)
        {
            Array.Resize(ref _octets, (int)Math.Min(limit, Math.Max(_count + (long)octets.Length, _octets.Length * 2L)));
        }

        octets.CopyTo(_octets.AsSpan(_count));
        if (_pieces.Count > 0 && _pieces[^1] is var last && last.Start + last.Length == start)
        {
            _pieces[^1] = last with { Length = last.Length + octets.Length };
        }
        else
        {
            _pieces.Add((start, _count, octets.Length));
        }

        _count += octets.Length;
        _newOctets += octets.Length;
    }

    private ReadOnlyMemory<byte> Assemble(int total)
    {
        if (_pieces.Count <= 1)
        {
            return _octets.AsMemory(0, total);
        }

        // Every octet of it has arrived, so the size is no longer a mere claim.
        var body = new byte[total];
        foreach (var (start, offset, length) in _pieces)
        {
            var at = (int)Math.Min(start - 1, total);
            _octets.AsSpan(offset, Math.Min(length, total - at)).CopyTo(body.AsSpan(at));
        }

        return body;
    }
}
