using Perch.Sip;
using Xunit;

namespace Perch.Registrar.Tests;

/// <summary>Row 1 and 2 of what went wrong in other telephone systems: names that can be told apart, and free guessing.</summary>
public sealed class GuessingPasswords : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public void A_known_name_an_unknown_one_and_a_disabled_one_are_answered_alike()
    {
        _office.Directory.Put(_office.Directory.AddDevice("carol") with { Enabled = false });

        var known = AnswersTo("alice", "192.0.2.7:5060");
        var unknown = AnswersTo("mallory", "192.0.2.8:5060");
        var disabled = AnswersTo("carol", "192.0.2.9:5060");

        Assert.Equal(known, unknown);
        Assert.Equal(known, disabled);
        Assert.Equal(2, known.Count);
    }

    [Fact]
    public void An_unknown_domain_is_challenged_as_our_own()
    {
        var known = AnswersTo("alice", "192.0.2.7:5060");
        var unknown = AnswersTo("alice", "192.0.2.8:5060", domain: "elsewhere.test");

        Assert.Equal(known, unknown);
    }

    [Fact]
    public void After_ten_wrong_passwords_even_the_right_one_has_to_wait()
    {
        Guess("alice", "192.0.2.66:5060", FailureCounts.Most);
        var late = _office.Phone(address: "192.0.2.66:6000");

        late.Register();

        Assert.Equal([401, 503], late.Statuses);
        Assert.Equal("60", System.Text.Encoding.ASCII.GetString(late.Answer[HeaderId.RetryAfter]));
    }

    [Fact]
    public void The_wait_is_over_some_minutes_later()
    {
        Guess("alice", "192.0.2.66:5060", FailureCounts.Most);
        _office.Clock.Advance(2 * FailureCounts.Window);

        Assert.Equal(200, _office.Phone(address: "192.0.2.66:6000").Register());
    }

    [Fact]
    public void Unknown_names_have_to_wait_as_known_ones_do()
    {
        Guess("mallory", "192.0.2.66:5060", FailureCounts.Most);
        var late = _office.Phone("mallory", "192.0.2.66:6000");

        Assert.Equal(503, late.Register());
    }

    [Fact]
    public void Other_names_and_other_addresses_are_not_concerned()
    {
        _office.Directory.AddDevice("bob");
        Guess("alice", "192.0.2.66:5060", FailureCounts.Most);

        Assert.Equal(200, _office.Phone(address: "192.0.2.7:5060").Register());
        Assert.Equal(200, _office.Phone("bob", "192.0.2.66:6000").Register());
    }

    [Fact]
    public void A_registered_phone_goes_on_though_somebody_behind_its_NAT_guesses_at_its_name()
    {
        var phone = _office.Phone();
        phone.Register();
        Guess("alice", "192.0.2.7:40000", FailureCounts.MostBesideBinding + 1);

        Assert.Equal(200, phone.Register());
    }

    [Fact]
    public void A_wrong_twin_behind_the_NAT_does_not_lock_the_phone_out_when_its_port_changes()
    {
        _office.Phone().Register();
        Guess("alice", "192.0.2.7:40000", FailureCounts.Most);

        Assert.Equal(200, _office.Phone(address: "192.0.2.7:5062").Register());
    }

    [Fact]
    public void Guesses_beside_a_registered_phone_end_too()
    {
        _office.Phone().Register();
        Guess("alice", "192.0.2.7:40000", FailureCounts.MostBesideBinding);

        Assert.Equal(503, _office.Phone(address: "192.0.2.7:5062").Register());
    }

    [Fact]
    public void Counting_is_bounded_however_many_names_are_tried()
    {
        var failures = new FailureCounts(_office.Clock);

        for (var name = 0; name < 3 * FailureCounts.MaxKept; name++)
        {
            failures.Add(_office.Alice.AccountId, $"name{name}", _office.Channel.Local);
        }

        Assert.Equal(0, failures.CountOf(_office.Alice.AccountId, "name0", _office.Channel.Local));
        Assert.InRange(failures.Count, 1, 2 * FailureCounts.MaxKept);
    }

    private void Guess(string name, string from, int times)
    {
        var guesser = _office.Phone(name, from);

        for (var guess = 0; guess < times; guess++)
        {
            guesser.UsePassword($"guess{guess}");
            guesser.Register();
        }
    }

    /// <summary>Every answer, without what differs from one challenge to the next.</summary>
    private List<string> AnswersTo(string name, string from, string domain = "perch.test")
    {
        var before = _office.Network.Sent.Count;
        var phone = _office.Phone(name, from);
        phone.Domain = domain;
        phone.UsePassword("guessed");
        phone.Register();

        return [.. _office.Network.Sent.Skip(before)
            .Where(sent => sent.From == _office.Channel.Local)
            .Select(sent => string.Join('\n', sent.Text.Split("\r\n").Where(IsOurs).Select(WithoutNonce)))];
    }

    private static bool IsOurs(string row) => !row.StartsWith("Via", StringComparison.Ordinal)
        && !row.StartsWith("From", StringComparison.Ordinal) && !row.StartsWith("To", StringComparison.Ordinal)
        && !row.StartsWith("Call-ID", StringComparison.Ordinal);

    private static string WithoutNonce(string row) =>
        System.Text.RegularExpressions.Regex.Replace(row, "nonce=\"[^\"]+\"", "nonce");
}
