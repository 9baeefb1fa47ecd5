using System.Text;
using Conformance.Wire.Cpim;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>An instant message on its way to become a message/cpim entity (draft section 3.1).</summary>
internal sealed record ImDraft
{
    /// <summary>Where the sender can be reached; receipts will go there.</summary>
    public required string From { get; init; }

    /// <summary>The recipients, as the user gave them.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>What the user typed.</summary>
    public required string Text { get; init; }

    /// <summary>Unique in space and time; null leaves the header out.</summary>
    public string? MessageId { get; init; }

    /// <summary>Value of Receipt-Request; null leaves the header out.</summary>
    public string? Request { get; init; }

    /// <summary>MIME headers of the text.</summary>
    public IReadOnlyList<(string Name, string Value)> PartHeaders { get; init; } = [("Content-Type", "text/plain; charset=utf-8")];

    /// <summary>The entity without its last step, for whoever wants to change it.</summary>
    public CpimMessageBuilder ToBuilder()
    {
        var message = CpimMessage.Build().From(From);
        foreach (var recipient in To)
        {
            message.To(recipient);
        }

        if (MessageId is not null)
        {
            message.Header("Message-ID", MessageId);
        }

        if (Request is not null)
        {
            message.Header("Receipt-Request", Request);
        }

        return message.Content(PartHeaders, Encoding.UTF8.GetBytes(Text));
    }

    /// <summary>The octets of the entity.</summary>
    public static byte[] Compose(ImDraft draft) => draft.ToBuilder().ToBytes();
}
