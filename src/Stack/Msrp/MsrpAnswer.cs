namespace Conformance.Stack.Msrp;

/// <summary>The answer to an offered MSRP session.</summary>
public static class MsrpAnswer
{
    /// <summary>The standard answer. To actpass it is passive (RFC 6135 4.2.2), or active if preferred.</summary>
    public static MsrpDescription To(MsrpDescription offer, MsrpSession session, bool preferActive = false) => throw new NotImplementedException();

    /// <summary>Starts our session by the answer we give. Do it before the answer is sent when passive, after it when active.</summary>
    /// <returns>Our role.</returns>
    public static MsrpRole Conclude(MsrpSession session, MsrpDescription offer, MsrpDescription answer) => throw new NotImplementedException();
}
