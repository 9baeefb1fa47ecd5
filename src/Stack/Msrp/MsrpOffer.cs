namespace Conformance.Stack.Msrp;

/// <summary>The offer of an MSRP session.</summary>
public static class MsrpOffer
{
    /// <summary>The standard offer for a session: both roles possible (RFC 6135 4.2.1).</summary>
    public static MsrpDescription For(MsrpSession session) => throw new NotImplementedException();

    /// <summary>Starts our session by the answer that came.</summary>
    /// <returns>Our role.</returns>
    public static MsrpRole Conclude(MsrpSession session, MsrpDescription offer, MsrpDescription answer) => throw new NotImplementedException();
}
