namespace Conformance.Stack.Msrp;

/// <summary>The offer of an MSRP session.</summary>
public static class MsrpOffer
{
    /// <summary>The standard offer for a session: both roles possible (RFC 6135 4.2.1).</summary>
    public static MsrpDescription For(MsrpSession session) => new() { Path = [session.Local] };

    /// <summary>Our role once the answer is known. Without a setup attribute on either side the offerer connects (RFC 4975 5.4).</summary>
    public static MsrpRole RoleOf(MsrpDescription offer, MsrpDescription answer) => answer.Setup switch
    {
        MsrpSetup.Active => MsrpRole.Passive,
        MsrpSetup.Passive => MsrpRole.Active,
        _ => offer.Setup == MsrpSetup.Passive ? MsrpRole.Passive : MsrpRole.Active,
    };

    /// <summary>Starts our session by the answer that came.</summary>
    /// <returns>Our role.</returns>
    public static MsrpRole Conclude(MsrpSession session, MsrpDescription offer, MsrpDescription answer)
    {
        var role = RoleOf(offer, answer);
        session.Start(answer.Path, role);
        return role;
    }
}
