// The visitor's token: who asked what, on this browser alone. It says nothing about them.
export default function ({ data }) {
  const year = 365 * 24 * 3600;
  document.cookie = `cotejo=${encodeURIComponent(data.token)}; path=/; max-age=${year}; samesite=lax`;
}
