using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>Why a message must be taken as not delivered.</summary>
public enum MsrpFailureKind
{
    /// <summary>A response other than 200.</summary>
    Response,

    /// <summary>No response in time to a chunk that asked for one (RFC 4975 7.1.1).</summary>
    Timeout,

    /// <summary>A REPORT with a status other than 200.</summary>
    Report,

    /// <summary>The connection could not be opened, or was lost, or the session ended before all responses were there.</summary>
    Connection,
}

/// <summary>The failure of one message.</summary>
/// <param name="Kind">What showed it.</param>
/// <param name="Text">One sentence for a person.</param>
/// <param name="Message">The response or REPORT, if that is what showed it.</param>
public sealed record MsrpFailure(MsrpFailureKind Kind, string Text, MsrpMessage? Message = null);
