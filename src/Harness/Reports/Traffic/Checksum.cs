namespace Conformance.Harness.Reports.Traffic;

/// <summary>The ones' complement sum of IP, TCP and UDP (RFC 1071).</summary>
internal ref struct Checksum
{
    private ulong sum;

    /// <summary>Adds octets; only the last run added may have an odd length.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        for (var i = 0; i + 1 < octets.Length; i += 2)
        {
            sum += (uint)((octets[i] << 8) | octets[i + 1]);
        }

        if (octets.Length % 2 == 1)
        {
            sum += (uint)octets[^1] << 8;
        }
    }

    /// <summary>Adds one 16-bit word.</summary>
    public void Add(int word) => sum += (uint)word;

    /// <summary>The complement of the folded sum.</summary>
    public readonly ushort Value
    {
        get
        {
            var folded = sum;
            while (folded > 0xFFFF)
            {
                folded = (folded & 0xFFFF) + (folded >> 16);
            }

            return (ushort)~folded;
        }
    }
}
