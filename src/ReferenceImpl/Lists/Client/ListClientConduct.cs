using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Client;

/// <summary>What a client of list services does, in values and decisions.</summary>
internal sealed record ListClientConduct
{
    /// <summary>How it behaves as a SIP element.</summary>
    public SipConduct Sip { get; init; } = new();

    /// <summary>Who goes into the list: each once, by RFC 3261 19.1.4 (RFC 5363 4.1).</summary>
    public Func<IReadOnlyList<Addressee>, IReadOnlyList<Addressee>> Listed { get; init; } = ListComposer.Distinct;

    /// <summary>The entry of one recipient.</summary>
    public Func<Addressee, ListEntry> Entry { get; init; } = ListComposer.Entry;

    /// <summary>The document, flat (RFC 5365 6).</summary>
    public Func<IReadOnlyList<ListEntry>, ResourceLists> Lists { get; init; } = entries => new ResourceLists(new ResourceList(entries));

    /// <summary>Whom a message/cpim names, as mail does: nobody whom the others are not to know of.</summary>
    public Func<Addressee, bool> Names { get; init; } = one => !one.Hidden && one.Level != CopyControl.Bcc;

    /// <summary>A last look at the document, octets as Latin-1 characters.</summary>
    public Func<string, string> Document { get; init; } = text => text;

    /// <summary>The format every list service for MESSAGE understands (RFC 5365 4).</summary>
    public string ListType { get; init; } = ResourceLists.MediaType;

    /// <summary>Null leaves the header out.</summary>
    public string? ListDisposition { get; init; } = "recipient-list";

    /// <summary>Type of the user's text.</summary>
    public string TextType { get; init; } = "text/plain;charset=UTF-8";

    /// <summary>From payload part and list part to Content-Type and body.</summary>
    public Func<MimeEntity, MimeEntity, IdSource, (string Type, byte[] Body)> Body { get; init; } = ListComposer.Mixed;

    /// <summary>The option tag without which a server might take the list for an attachment (RFC 5365 6).</summary>
    public string Tag { get; init; } = "recipient-list-message";

    /// <summary>The header the tag stands in.</summary>
    public string TagHeader { get; init; } = "Require";

    /// <summary>The requests that carry one message to a list: one (RFC 5363 3.1).</summary>
    public Func<SipHost, SipMessage, IReadOnlyList<Addressee>, IReadOnlyList<SipMessage>> Requests { get; init; } = (_, request, _) => [request];

    /// <summary>Who can open a text that is to stay private: every recipient (RFC 5365 10).</summary>
    public Func<IReadOnlyList<Addressee>, IReadOnlyList<Addressee>> Readers { get; init; } = addressees => addressees;

    /// <summary>A last look at a protected part; the part in clear comes second.</summary>
    public Func<MimeEntity, MimeEntity, MimeEntity> Sealed { get; init; } = (part, _) => part;

    /// <summary>Whether a signature covers a date (RFC 3428 11.4).</summary>
    public bool DatesSignature { get; init; } = true;

    /// <summary>Whether every path is taken to bear any size, whatever is known of it (RFC 3428 8).</summary>
    public bool TrustsPath { get; init; }

    /// <summary>Where a request goes: to where its Request-URI says, by the transport that this wants.</summary>
    public Func<SipTarget?, SipTarget?> Hop { get; init; } = hop => hop;

    /// <summary>Whether a message is sent again by itself, given how it ended and how often that has happened.</summary>
    public Func<MessageOutcome, int, bool> SendsAgain { get; init; } = (_, _) => false;
}
