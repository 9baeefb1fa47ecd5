using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>
/// An MSRP REPORT (RFC 4975 7.1.2). A harness party that is drawn to send one sends it at that line and no other; one that is not drawn goes out at
/// once, when the message asks for it.
/// </summary>
public sealed record DeliveryReport : Template
{
    private readonly Template _about;

    /// <summary>A REPORT about a message, whatever it says.</summary>
    public DeliveryReport(Template about) => _about = about;

    /// <summary>A REPORT of success or of failure about a message.</summary>
    /// <param name="about">The message.</param>
    /// <param name="status">200, or any other status: a harness party sends this one, and any other than 200 is taken for a failure.</param>
    public DeliveryReport(Template about, int status)
    {
        _about = about;
        Status = status;
    }

    /// <summary>The message that it is about.</summary>
    public Template About => _about;

    /// <summary>Its status; null for any.</summary>
    public int? Status { get; }

    /// <summary>True when nobody has asked for it, or may have.</summary>
    public bool OnPurpose { get; init; }

    /// <inheritdoc/>
    public override bool Provocation => OnPurpose;

    /// <summary>Is sent though nobody may have asked for it.</summary>
    public DeliveryReport AsProvocation() => this with { OnPurpose = true };

    /// <inheritdoc/>
    public override string Name => Status is { } status ? $"REPORT({_about.Name}, {(status == 200 ? "200" : "failure")})" : $"REPORT({_about.Name})";

    /// <inheritdoc/>
    public override string Label => Name;

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => throw new NotSupportedException("REPORTs are made by the MSRP session, not by scenarios");

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message.Msrp is { IsRequest: true, Method: "REPORT" } report && facts.MsrpMessageId(_about) is { } id && report.MessageId == id && Says(report)
            ? Recognition.Yes
            : Recognition.No;

    private bool Says(Wire.Msrp.MsrpMessage report) => Status is not { } status || (status == 200) == (report.Status?.Split(' ') is [_, "200", ..]);
}
