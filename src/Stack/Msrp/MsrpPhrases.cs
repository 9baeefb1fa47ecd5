namespace Conformance.Stack.Msrp;

/// <summary>The comments that go with status codes; they mean nothing to the protocol.</summary>
internal static class MsrpPhrases
{
    public static string? For(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        408 => "Timeout",
        413 => "Message Too Large",
        415 => "Unsupported Media Type",
        423 => "Parameter Out Of Bounds",
        481 => "No Such Session",
        501 => "Unknown Method",
        506 => "Bound Elsewhere",
        _ => null,
    };
}
