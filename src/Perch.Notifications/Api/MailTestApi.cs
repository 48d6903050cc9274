using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary><c>POST /settings/mail/test</c>: one mail now, and what the server said.</summary>
internal static class MailTestApi
{
    public static void MapMailTest(this IEndpointRouteBuilder api) =>
        api.MapPost("/settings/mail/test", TestAsync).WithTags("Settings")
            .WithSummary("Send a mail now, and say what came of it")
            .Accepts<MailTestBody>("application/json").Produces<MailTestJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> TestAsync(
        JsonBody body, ApiCaller caller, MailSender sender, CancellationToken cancellation)
    {
        var to = body.RequiredText(
            "to", "", DirectoryLimits.EmailMaxLength, text => MimeKit.MailboxAddress.TryParse(text, out _), "must be a mail address");

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var result = await sender.SendAsync(
            caller.Account,
            new(to, "Test from Perch", "Perch can send mail. Nothing needs to be done."),
            cancellation);

        return TypedResults.Ok(new MailTestJson(result.IsSent, result.Error));
    }
}

/// <summary>Where to send the test; it only documents.</summary>
internal sealed record MailTestBody(string To);

/// <summary>What came of a test.</summary>
/// <param name="Sent">The mail server took it; whether it arrives, only the receiver knows.</param>
/// <param name="Error">Why not, in a sentence.</param>
internal sealed record MailTestJson(bool Sent, string? Error);
