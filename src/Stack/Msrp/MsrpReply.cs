namespace Conformance.Stack.Msrp;

/// <summary>What to do about a request that could be answered.</summary>
public abstract record MsrpReply
{
    private MsrpReply()
    {
    }

    /// <summary>Waits this long first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Nothing is sent.</summary>
    public static MsrpReply None { get; } = new Silence();

    /// <summary>Nothing is sent.</summary>
    public sealed record Silence : MsrpReply;

    /// <summary>The response, or REPORT, that the standard describes, with this status.</summary>
    public sealed record Status(int Code, string? Comment = null) : MsrpReply;

    /// <summary>These octets instead, whatever they are.</summary>
    public sealed record Raw(ReadOnlyMemory<byte> Bytes) : MsrpReply;
}
