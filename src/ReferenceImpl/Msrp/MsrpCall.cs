using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip.Dialogs;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>One MSRP session of one of our users, with the INVITE dialog that set it up.</summary>
internal sealed class MsrpCall
{
    /// <summary>User part of our user.</summary>
    public required string User { get; init; }

    /// <summary>Who is at the other end: the URI we called, or the From of who called us.</summary>
    public required string Peer { get; init; }

    /// <summary>The URI at which others reach our user, over the transport of this session.</summary>
    public required string Contact { get; init; }

    public required MsrpSession Session { get; init; }

    /// <summary>Null only while the INVITE is being composed.</summary>
    public InviteSession? Dialog { get; set; }

    /// <summary>What the peer said about its end; null until it has.</summary>
    public MsrpDescription? Remote { get; set; }

    /// <summary>The session has ended, whoever ended it.</summary>
    public bool IsOver { get; set; }
}
