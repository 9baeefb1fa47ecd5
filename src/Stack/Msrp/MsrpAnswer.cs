namespace Conformance.Stack.Msrp;

/// <summary>The answer to an offered MSRP session.</summary>
public static class MsrpAnswer
{
    /// <summary>
    /// The standard answer. To actpass it is passive (RFC 6135 4.2.2), or active if preferred; to an offer without setup it has none, and the offerer
    /// connects (RFC 4975 5.4).
    /// </summary>
    public static MsrpDescription To(MsrpDescription offer, MsrpSession session, bool preferActive = false) => new()
    {
        Path = [session.Local],
        Setup = offer.Setup switch
        {
            null => null,
            MsrpSetup.Passive => MsrpSetup.Active,
            MsrpSetup.ActPass when preferActive => MsrpSetup.Active,
            _ => MsrpSetup.Passive,
        },
    };

    /// <summary>Starts our session by the answer we give. An active answerer connects at once, which is right only when its answer is on its way.</summary>
    /// <returns>Our role.</returns>
    public static MsrpRole Conclude(MsrpSession session, MsrpDescription offer, MsrpDescription answer)
    {
        var role = MsrpOffer.RoleOf(offer, answer) == MsrpRole.Active ? MsrpRole.Passive : MsrpRole.Active;
        session.Start(offer.Path, role);
        return role;
    }
}
