namespace Perch.Phone;

internal static class PhoneHelp
{
    public const string Text =
        """
        A telephone without a microphone: it plays WAV files and records what it hears as WAV
        (16-bit mono PCM, 8 or 16 kHz), and needs no sound card.

        In a terminal
          0-9 * #     type a number; during a call they are sent at once
          Enter       dial what was typed, or answer
          a           answer              r   refuse (busy)
          h           hang up             o   hold, and resume
          Backspace   take back a digit   q   quit
          ?           these keys

        From a pipe, and with --script FILE (or - for standard input), one command a line:
          register | unregister
          dial NUMBER                     *11, 204, sip:bob@example.com
          answer | early | hangup         early: be heard before answering (183)
          reject [busy|decline|STATUS]    redirect NUMBER
          send KEYS [info|info-plain|inband]
          hold | resume
          play FILE                       waits until it was played
          record FILE | stop-recording
          wait TIME                       2s, 500ms, 1m
          expect WHAT [TIME]              10s if no time is given; WHAT is one of
                                          registered, ringing, early, answered, ended [STATUS],
                                          held, talking, keys KEYS, silence
          say TEXT                        printed, for your own orientation
        A line that begins with # is a remark. A script stops at the first line that fails, says
        which and why, and makes the exit status 1.

        Example: log in at this phone, then wait to be called
          register
          dial *11
          expect answered 5s
          wait 3s
          send 1001#
          wait 3s
          send 4711#
          expect ended 30s
          expect ringing 60s
          answer
          record heard.wav
          expect ended 60s
        """;
}
