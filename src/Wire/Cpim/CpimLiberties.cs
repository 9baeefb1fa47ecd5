namespace Conformance.Wire.Cpim;

/// <summary>What a tolerant reading had to forgive. A message without any is accepted by the strict reading too.</summary>
[Flags]
public enum CpimLiberties
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The body opened with the Content-Type header of its carrier, as the figures of the receipts draft do.</summary>
    CarrierHeader = 1,

    /// <summary>No empty line stood between the CPIM headers and the MIME headers, as in the same figures (RFC 3862 2).</summary>
    MissingBlankLine = 2,

    /// <summary>A line ended in a bare LF (RFC 3862 2.2).</summary>
    BareLineFeed = 4,

    /// <summary>A CPIM header was continued on a further line (RFC 3862 2.2).</summary>
    Folding = 8,

    /// <summary>Not exactly one space after the colon, or white space at the end of a line (RFC 3862 2.2).</summary>
    WhiteSpace = 16,

    /// <summary>A control character was not escaped, an escape was unknown, or octets were not UTF-8 (RFC 3862 2.2, 2.3).</summary>
    Characters = 32,

    /// <summary>A header parameter broke its grammar (RFC 3862 3.1).</summary>
    Parameters = 64,

    /// <summary>A prefix was not declared before its use, or an NS header could not be read (RFC 3862 3.4).</summary>
    Namespace = 128,

    /// <summary>The MIME headers of the content were broken or had no Content-Type (RFC 3862 2.4).</summary>
    ContentHeaders = 256,
}
