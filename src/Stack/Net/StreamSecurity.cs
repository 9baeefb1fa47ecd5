namespace Conformance.Stack.Net;

/// <summary>What a stream port speaks.</summary>
public enum StreamSecurityMode
{
    /// <summary>Plain bytes.</summary>
    None,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Listeners only: TLS when the first byte is that of a handshake record (0x16), plain otherwise.</summary>
    Sniff,
}

/// <summary>Whether, and with which certificates, a stream is protected.</summary>
public sealed record StreamSecurity
{
    private StreamSecurity(StreamSecurityMode mode, TlsSettings settings) => (Mode, Settings) = (mode, settings);

    /// <summary>Plain bytes.</summary>
    public static StreamSecurity None { get; } = new(StreamSecurityMode.None, TlsSettings.Empty);

    /// <summary>What the port speaks.</summary>
    public StreamSecurityMode Mode { get; }

    /// <summary>The certificates; unused when <see cref="Mode"/> is <see cref="StreamSecurityMode.None"/>.</summary>
    public TlsSettings Settings { get; }

    /// <summary>TLS from the first byte.</summary>
    public static StreamSecurity Tls(TlsSettings settings) => new(StreamSecurityMode.Tls, settings);

    /// <summary>For a listener that serves TLS and plain peers on one port.</summary>
    public static StreamSecurity Sniff(TlsSettings settings) => new(StreamSecurityMode.Sniff, settings);
}
